/**
 * Questions asked while one is on its way wait for the next and travel with it: `ask` is called with all that gathered, one call
 * at a time, and answers each in its place. No question is answered by a call that began before it was asked; but where a call
 * fails, those who wait behind it hear so at once, rather than each wait in turn for what is not there.
 */
export function together<Q, A>(ask: (questions: readonly Q[]) => Promise<readonly A[]>): (question: Q) => Promise<A> {
  type Waiter = { question: Q; resolve(answer: A): void; reject(reason: unknown): void };
  let waiting: Waiter[] = [];
  let isOnItsWay = false;
  const go = async (): Promise<void> => {
    isOnItsWay = true;
    while (waiting.length > 0) {
      const now = waiting;
      waiting = [];
      try {
        const answers = await ask(now.map((w) => w.question));
        if (answers.length !== now.length) throw new Error(`${now.length} questions, ${answers.length} answers`);
        for (const [i, answer] of answers.entries()) now[i]?.resolve(answer);
      } catch (error) {
        for (const w of [...now, ...waiting.splice(0)]) w.reject(error);
      }
    }
    isOnItsWay = false;
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!isOnItsWay) void go();
    });
}
