/** Resolves when everything that this process has asked of its file system is answered, and whatever follows from that; time on a manual clock does not pass meanwhile. */
export async function fileQuestionsAnswered(): Promise<void> {
  const underWay = (): boolean => process.getActiveResourcesInfo().some((kind) => kind.startsWith("FSReq"));
  do await new Promise((resolve) => setImmediate(resolve));
  while (underWay());
}
