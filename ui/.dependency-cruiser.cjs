// The page's import laws (HOUSE: imports run one way; a noun never reaches into another's inside).
const noun = "^src/(?!(?:api|frame|parts|words|test)/)([^/]+)/";
module.exports = {
  forbidden: [
    {
      name: "no-cycle",
      comment: "Two files that need each other are one file or three.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "noun-stays-home",
      comment: "Use parts/, frame/ or api/; what two nouns share moves to parts/.",
      severity: "error",
      from: { path: noun },
      to: { path: noun, pathNot: "^src/$1/" },
    },
    {
      name: "parts-know-no-noun",
      comment:
        "A part is drawn from its arguments; the frame learns of nouns only through routes.tsx.",
      severity: "error",
      from: { path: "^src/(parts|frame|api)/" },
      to: { path: noun },
    },
    {
      name: "api-knows-no-page",
      comment: "The client does not draw.",
      severity: "error",
      from: { path: "^src/api/" },
      to: { path: "^src/(parts|frame)/" },
    },
    {
      name: "no-test-in-page",
      severity: "error",
      from: { path: "^src/", pathNot: "[.]test[.]tsx?$" },
      to: { path: "[.]test[.]tsx?$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".css", ".json"] },
  },
};
