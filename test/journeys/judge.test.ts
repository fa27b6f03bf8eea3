import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { evaluate, openTestWithPack, waitForAnswers } from '../support/evaluation-page.ts';
import { useGoogle } from '../support/google-site.ts';
import { fillJudge, paidVerdicts, resultOf, startJudge, voteOn } from '../support/judge-page.ts';

const google = useGoogle();
const ROWS = 30;
const VOTES = 50;
const RUBRIC = 'Does it name the shelf?\nHow clear is it: muddled < clear < crisp';
const isRight = (answer: string): boolean => /Shelf \d/.test(answer);

it('a judge is believed once people agree with it, and costs nothing the second time', async () => {
  const page = await google.visit();
  await openTestWithPack(page, ROWS);
  const evaluation = await evaluate(page, ROWS);
  await waitForAnswers(page);
  google.emulator.state.decisions.decide = ({ type, input, outcomes }) => {
    const judged = /begin answer\]\n([^]*?)\n\[/.exec(input)?.[1] ?? '';
    return type === 'noul' ? (isRight(judged) ? [9, 1] : [1, 9]) : outcomes.map(() => 1);
  };

  expect(await fillJudge(page, evaluation, RUBRIC)).toMatch(/^60 requests, about [\d,]+ input tokens\. About \$/);
  expect(await findViolations(page)).toEqual([]);
  const address = await startJudge(page);
  expect(paidVerdicts(google.emulator)).toBe(2 * ROWS);
  expect(await resultOf(page, 'Does it name the shelf?')).toMatch(
    /Don’t rely on this yet\. Not checked against people yet/,
  );
  expect(await findViolations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Vote on answers' }).first().click();
  await page.getByRole('region', { name: 'Answer', exact: true }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  // Neither who answered nor what the judge said is on the page.
  expect(await page.getByRole('main').innerText()).not.toMatch(/few-shot|gemini|90/i);
  await voteOn(page, VOTES, isRight);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  await page.getByRole('link', { name: '← Judge' }).click();
  const trusted = await resultOf(page, 'Does it name the shelf?');
  expect(trusted).not.toContain('Don’t rely on this yet');
  expect(trusted).toMatch(/Cohen’s κ\s*1\.00/);
  expect(trusted).toMatch(/Brier score\s*0\.010/);
  await page.getByRole('img', { name: 'Reliability curve' }).waitFor();
  expect(await resultOf(page, 'How clear is it')).toContain('Don’t rely on this yet');
  expect(await findViolations(page)).toEqual([]);

  expect(await fillJudge(page, evaluation, RUBRIC)).toMatch(/^All 60 verdicts are stored\. This costs nothing\./);
  expect(await startJudge(page)).not.toBe(address);
  expect(await resultOf(page, 'Does it name the shelf?')).toMatch(/Cohen’s κ\s*1\.00/);
  expect(paidVerdicts(google.emulator)).toBe(2 * ROWS);
}, 240_000);
