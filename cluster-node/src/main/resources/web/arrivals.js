// What live events bring while answers are on their way is newer than those answers. It is kept for so long only: a page may be open for days.
const arrived = new Map();
let loads = 0;

/** Runs load(newer), which asks and waits; newer(kind, code, value) is the value, or what came for it since. */
export async function loading(load) {
  const since = performance.now();
  loads++;
  try {
    return await load((kind, code, value) => {
      const live = arrived.get(kind + code);
      return live && live.at >= since ? live.value : value;
    });
  } finally {
    loads--;
    if (!loads) arrived.clear();
  }
}

/** A live event came. */
export function arrive(kind, code, value) {
  if (loads) arrived.set(kind + code, { value, at: performance.now() });
}

export const kept = () => arrived.size;
