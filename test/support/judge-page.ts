import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { Emulator } from '../emulator/emulator.ts';
import { goToAddress } from './google-site.ts';

/** Opens the form for a judge of the evaluation at this address, with a rubric; gives what it says of the cost. */
export async function fillJudge(page: Page, evaluation: string, rubric: string): Promise<string> {
  await goToAddress(page, evaluation);
  await page.getByRole('link', { name: 'Add a judge' }).click();
  await page.getByRole('textbox', { name: 'Rubric' }).fill(rubric);
  const cost = page.getByRole('status').filter({ hasText: /request|verdict/ });
  await cost.waitFor();
  return cost.innerText();
}

/** Starts the judge of the form and waits for all verdicts; gives its address. */
export async function startJudge(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Judge the answers' }).click();
  await page.getByRole('list', { name: 'Questions' }).getByRole('listitem').first().waitFor();
  await page.getByRole('heading', { name: 'Judge', level: 2, exact: true }).waitFor();
  await page.getByRole('group', { name: 'Progress' }).waitFor({ state: 'detached', timeout: 60_000 });
  return new URL(page.url()).hash;
}

/** Votes on this many answers by keyboard: yes where an answer is as it should be, else no. */
export async function voteOn(page: Page, count: number, isRight: (answer: string) => boolean): Promise<void> {
  const answer = page.getByRole('region', { name: 'Answer', exact: true });
  for (let seen = 0; seen < count; seen++) {
    await page.getByText(new RegExp(`^${seen} of [\\d,]+ answers seen`)).waitFor();
    await page.keyboard.press(isRight(await answer.innerText()) ? 'y' : 'n');
  }
  await page.getByText(new RegExp(`^${count} of [\\d,]+ answers seen`)).waitFor();
}

/** How many verdicts the Decisions API gave, and would charge for. */
export function paidVerdicts({ requests }: Emulator): number {
  return requests.filter(({ method, path, status }) => method === 'POST' && /decisions$/.test(path) && status === 200)
    .length;
}

/** The text of a question's result. */
export async function resultOf(page: Page, question: string): Promise<string> {
  const item = page
    .getByRole('list', { name: 'Questions' })
    .getByRole('listitem')
    .filter({ hasText: question })
    .first();
  await expect.poll(() => item.innerText()).toContain('answers');
  return item.innerText();
}
