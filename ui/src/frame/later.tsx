import { type ComponentType, useEffect, useState } from "react";

/**
 * A component whose file comes later, like `lazy`, but shown as soon as it is there: React holds
 * back what a Suspense shows for 300 ms, and a key wants its answer at once. `fetch` brings the file
 * while nobody waits.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let Ready: ComponentType<P> | undefined;
  const fetch = async () => {
    Ready = (await load()).default;
  };
  function Later(props: P) {
    const [, draw] = useState(false);
    // Loading is outside React.
    useEffect(() => {
      if (!Ready) void fetch().then(() => draw(true));
    }, []);
    return Ready ? <Ready {...props} /> : null;
  }
  return Object.assign(Later, { fetch });
}
