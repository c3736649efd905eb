/**
 * Works a thing out once for each object. The objects must never change, and the answer must not depend on the moment:
 * then a remembered answer is the same answer. Nest it to remember by two or three objects.
 */
export function remembered<Key extends object, Answer extends object | string>(
  work: (key: Key) => Answer,
): (key: Key) => Answer {
  const memory = new WeakMap<Key, Answer>();
  return (key) => {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const answer = work(key);
    memory.set(key, answer);
    return answer;
  };
}
