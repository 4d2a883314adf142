import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { onSignedOut, queries } from "./frame/cache";
import { recallLanguage } from "./frame/language";
import { recallSkin } from "./frame/skin";
import { Skins } from "./frame/Skins";
import { paths } from "./paths";
import { router } from "./routes";

recallSkin();
onSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (pathname !== "/sign-in") router.history.replace(paths.signIn(href));
});

const place = document.querySelector("#page");
if (!place) throw new Error("index.html has no #page");
const page = createRoot(place);
// Its file comes while the words do.
void router.load();
void recallLanguage().then(() =>
  page.render(
    <QueryClientProvider client={queries}>
      <Skins>
        <RouterProvider router={router} />
      </Skins>
    </QueryClientProvider>,
  ),
);
