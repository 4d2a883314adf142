import { useIsFetching, useIsMutating } from "@tanstack/react-query";

/** A hairline at the top while an answer is on its way for longer than a moment. */
export function Busy() {
  const reading = useIsFetching();
  const writing = useIsMutating();
  return reading + writing > 0 ? <i className="busy" aria-hidden="true" /> : null;
}
