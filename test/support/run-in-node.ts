import { fail, type Result } from '../../src/core/failure.ts';
import type { PassProgress } from '../../workers/contracts/pass.ts';
import type { Hand, Led, Pass } from '../../workers/rows/define-pass.ts';
import { Crew, ownMember, remoteMember, serveLead } from '../../workers/rows/team.ts';

export interface RanPass<Output, Actions> {
  readonly led: Led<Output, Actions>;
  readonly progress: readonly PassProgress[];
  readonly news: readonly unknown[];
}

/** Runs a pass with some workers that all live in this process, but talk over real ports. */
export async function runInNode<Input, Task, Part, Output, Actions, News>(
  pass: Pass<string, Input, Task, Part, Output, Actions, News>,
  input: Input,
  workers = 2,
): Promise<Result<RanPass<Output, Actions>>> {
  const hands: Hand<Task, Part>[] = [];
  for (let worker = 0; worker < workers; worker++) {
    const hand = await pass.open?.(input);
    if (hand && !hand.ok) return hand;
    if (hand) hands.push(hand.value);
  }
  const [own, ...others] = hands as Hand<unknown, unknown>[];
  const ports = others.map((hand) => {
    const { port1, port2 } = new MessageChannel();
    void serveLead(port2, hand, (part) => pass.moves?.(part as Part) ?? []);
    return port1;
  });
  const progress: PassProgress[] = [];
  const news: unknown[] = [];
  const crew = new Crew(
    [...(own ? [ownMember(own)] : []), ...ports.map(remoteMember)],
    (each) => progress.push(each),
    (each) => news.push(each),
  );
  try {
    const led = await pass.lead(input, crew);
    return led.ok ? { ok: true, value: { led: led.value, progress, news } } : fail(led.failure);
  } finally {
    crew.end();
  }
}
