/** A row of a dirty file, and the rules that must find it. */
export interface DirtyRow {
  readonly input: string;
  readonly output: string;
  readonly breaks: readonly string[];
}

const SUBJECTS = [
  'river',
  'mountain',
  'harbour',
  'library',
  'garden',
  'bridge',
  'market',
  'museum',
  'station',
  'forest',
];
const PLACES = ['Lisbon', 'Oslo', 'Kyoto', 'Lima', 'Cairo', 'Perth', 'Quito', 'Turin', 'Ghent', 'Busan'];
const REASONS = [
  'because travellers remember it long after they have gone home',
  'since the people who live there look after it with great care',
  'as it has been painted and photographed for more than a century',
  'because it tells the story of the town better than any book',
];

/** A good row: none is like another, and no rule has anything to say of it. */
function goodRow(at: number): DirtyRow {
  const subject = SUBJECTS[at % 10] ?? '';
  const place = PLACES[Math.floor(at / 10) % 10] ?? '';
  const year = 1900 + at;
  return {
    input: `Question ${at}: why is the ${subject} of ${place} worth a visit in ${year}?`,
    output: `The ${subject} of ${place} is worth a visit in ${year} ${REASONS[at % 4] ?? ''}.`,
    breaks: [],
  };
}

const PROSE =
  'The old town grew along the water for three hundred years, and every family that came to it built a little higher than the one before. Visitors notice the stairs first, then the light, and then how quiet it gets after the last ferry has left. Most of the houses are still lived in by the people who own them, and the shops on the ground floor have hardly changed';
const LOOP = 'the same words come again and '.repeat(12);

/** Lines of every kind of dirt: input, output, and the rule. */
const DIRT: readonly (readonly [rule: string, input: string, output: string])[] = [
  ['empty-rows', 'Why is nothing said here?', ''],
  ['empty-rows', '   ', 'An answer to a question that nobody asked at all.'],
  ['short-answers', 'Is the ferry to the island late?', 'Yes.'],
  ['stray-spaces', '  Where does the road to the harbour begin?', 'It begins behind the church of Saint Anne.'],
  ['stray-spaces', 'Where does the road to the market end?', 'It ends in front of the town hall.\n'],
  ['split-accents', 'Where is the best cafe\u0301 of the town?', 'It is next to the theatre.'],
  ['hidden-characters', 'What\u200b is behind the old wall?', 'A garden with a pond.'],
  ['hidden-characters', 'What is below the old wall?', 'A cellar\u0007 full of barrels.'],
  ['hidden-characters', '\ufeffWhat is above the old wall?', 'A walk with a view.'],
  ['lost-characters', 'Who built the caf\ufffd at the corner?', 'A baker from the valley.'],
  ['mojibake', 'What does the cafÃ© at the port serve?', 'It serves coffee and bread.'],
  ['mojibake', 'What is the guide called?', 'Itâ€™s called the blue book.'],
  ['mojibake', 'How do they greet there?', 'They say Ð¿Ñ€Ð¸Ð²ÐµÑ‚ to everybody.'],
  ['html-left', 'What is on <b>the square</b> today?', 'There is a market until noon.'],
  ['html-left', 'What is on the hill today?', 'There is music &amp; dancing until late.'],
  ['links', 'Where can I read about the tower?', 'All about it is at https://tower.example.org/history for you.'],
  ['metadata-inside', 'id: 4711\nWhat is inside the tower?', 'A clock and two bells.'],
  ['metadata-inside', 'What is on top of the tower?', 'A weathercock of iron.\nsource: guidebook'],
  ['role-tags', '<|im_start|>user\nWho keeps the keys?<|im_end|>', 'The keeper of the tower does.'],
  ['role-tags', '[INST] Who rings the bells? [/INST]', 'The keeper rings them at noon.'],
  ['role-tags', '### Instruction:\nName the keeper.', 'His name is not known to us.'],
  ['role-tags', 'Who opens the gate?', 'Human: and who closes it again at night?'],
  ['refused-answers', 'Who was the first keeper?', 'As an AI language model, I do not know that.'],
  ['refused-answers', 'Who was the second keeper?', 'I’m sorry, but I can’t help with that request.'],
  ['refused-answers', 'Who was the third keeper?', 'I am unable to provide this information to you.'],
  ['cut-off-answers', 'Tell me about the old town, please.', PROSE],
  ['cut-off-answers', 'How do I print a greeting in Python?', 'Like this:\n```python\nprint("hello")'],
  ['repetitive-answers', 'Say it again and again, please.', LOOP.trim() + ' stop.'],
  ['private-details', 'How can I reach the guide?', 'Write to maria.silva@guides.pt before noon.'],
  ['private-details', 'How can I call the guide?', 'Her number is +351 912 345 678 on weekdays.'],
  ['private-details', 'How do I pay the guide?', 'Her card is 4111 1111 1111 1111, she said.'],
  ['private-details', 'How do I transfer the money?', 'To DE89 3704 0044 0532 0130 00 by Friday.'],
  ['private-details', 'Where does the site run?', 'It runs on the machine 8.8.4.4 these days.'],
  ['secrets-inside', 'How does the script sign in?', 'With AKIAIOSFODNN7EXAMPLE as the key of its owner.'],
  ['secrets-inside', 'How does the page ask for maps?', 'With AIzaSyA-1234567890abcdefghijklmnopqrstu as its key.'],
  ['broken-json', 'Give the hours of the museum as JSON.', '{"opens": "09:00", "closes":'],
  [
    'other-language',
    'How do you say it in German?',
    'Die alte Stadt ist auf der anderen Seite des Flusses und die Leute sind nicht mit dem Weg zu ihr zufrieden.',
  ],
  [
    'other-language',
    'How do you say it in Russian?',
    'Старый город находится на другом берегу реки, и люди идут к нему пешком.',
  ],
];

/** Good rows with the dirt among them, the same each time. */
export function dirtyRows(good: number): readonly DirtyRow[] {
  const rows: DirtyRow[] = Array.from({ length: good }, (_, at) => goodRow(at));
  DIRT.forEach(([rule, input, output], at) => rows.splice(at * 3 + 2, 0, { input, output, breaks: [rule] }));
  const [copied, alike, asked] = [rows[0]!, rows[1]!, goodRow(good + 1)];
  rows.push({ ...copied, breaks: ['duplicate-rows'] });
  rows.push({ ...alike, output: alike.output.toUpperCase(), breaks: ['alike-rows'] });
  rows.push({ ...asked, breaks: ['contradictions'] });
  rows.push({ ...asked, output: 'Nobody should go there in any year, and nobody does.', breaks: ['contradictions'] });
  return rows;
}
