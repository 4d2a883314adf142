import { createCache } from "@ant-design/cssinjs";

/**
 * The component library's styles. By itself it throws a style away with the last component that
 * wears it: the next page would read it anew, and WebKit would dress the whole document again, for
 * every change of page. Here each is worn once more than by what is seen, and so stays.
 */
export const styles = createCache();
const update = styles.opUpdate.bind(styles);
styles.opUpdate = (key, change) =>
  update(key, (held) => {
    const next = change(held);
    return !held && next ? [next[0] + 1, next[1]] : next;
  });
