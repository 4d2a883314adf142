import { useSelf } from "../frame/me";
import { MemberSheets } from "./MemberSheets";

export default function MyCard() {
  return <MemberSheets id={useSelf().member.id} />;
}
