/** Does the work for all, in order of starting, `limit` at a time; begins no more once `goOn` says so. `work` must not reject. Answers how many were begun. */
export async function sideBySide<T>(
  all: readonly T[],
  limit: number,
  work: (one: T) => Promise<void>,
  goOn: () => boolean = () => true,
): Promise<number> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let one = all[next]; one !== undefined && goOn(); one = all[next]) {
      next += 1;
      await work(one);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, all.length) }, lane));
  return next;
}
