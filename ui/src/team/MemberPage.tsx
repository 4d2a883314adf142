import { usePlace } from "../frame/go";
import { MemberSheets } from "./MemberSheets";

export default function MemberPage() {
  return <MemberSheets id={Number(usePlace().id)} />;
}
