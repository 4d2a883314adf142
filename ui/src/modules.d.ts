declare module "virtual:skins.css";
