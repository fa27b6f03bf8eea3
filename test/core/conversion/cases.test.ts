import { expect, it } from 'vitest';
import { describeShared } from '../../support/real-files.ts';
import { contextOf, exported, rowsOf, spoken, tuned } from './cases.ts';

describeShared('cases/33-gemini-batch-output', (files) => {
  it('is questions and answers, and the failed request is left out with its reason', () => {
    const rows = rowsOf(files, 'input.jsonl');
    expect(contextOf(rows).format).toBe('gemini-batch');
    expect(spoken(rows)).toEqual([
      'user: Name a cape. | model: Cape Horn.',
      'user: Name a strait. | model: Bass Strait.',
      expect.stringMatching(/^left out: .*response has no answer: the request failed with "Bad Request/),
    ]);
  });
});

describeShared('cases/34-openai-batch-output', (files) => {
  it('says that the question is elsewhere', () => {
    const rows = rowsOf(files, 'input.jsonl');
    expect(contextOf(rows).format).toBe('openai-batch');
    expect(spoken(rows)).toEqual(
      Array(2).fill(expect.stringMatching(/custom_id is "q-.": its question is in the file/)),
    );
  });
});

describeShared('cases/01-consecutive-assistants', (files) => {
  it('alternates, and says of a row that can’t why', () => {
    const said = spoken(rowsOf(files, 'input.jsonl'));
    expect(said.slice(0, 2)).toEqual([
      'user: When is high water at Kelp Bay? | model: At 14:10.',
      'user: Hello?\n\nIs anybody at the harbour office? | model: Yes, we open at nine.',
    ]);
    expect(said[2]).toMatch(/^user: How high .* \| model: \{"functionCall".*It is 3.2 m\.$/);
    expect(said[3]).toBe('left out: a turn before the answer is empty');
  });
});

describeShared('cases/03-gemini-function-roles', (files) => {
  it('is OpenAI chat with calls and answers linked', () => {
    const made = exported(rowsOf(files, 'input.jsonl'), 'openai-chat');
    expect(made).toHaveLength(5);
    for (const rows of made.slice(0, 4))
      expect(JSON.stringify(rows)).toMatch(/"tool_calls".*"role":"tool","tool_call_id":"call_tide_at"/);
    expect(typeof made[4]).toBe('object');
  });
});

describeShared('cases/04-sharegpt-roles', (files) => {
  it('knows six assistants', () => {
    const said = spoken(rowsOf(files, 'input.json'));
    expect(said).toHaveLength(6);
    expect(said[2]).toBe('user: And one for a hook? | model: A cat’s paw.');
    expect(said[4]).toBe('system: Answer in one word. | user: Knot for two ropes? | model: Sheetbend.');
    expect(said[5]).toBe('user: Knot to shorten a rope? | model: Sheepshank.');
  });
});

describeShared('cases/14-numpy-repr', (files) => {
  it('reads the lists of NumPy', () => {
    const rows = rowsOf(files, 'input.csv');
    expect(contextOf(rows).format).toBe('chat-in-column');
    expect(spoken(rows)).toEqual([
      'user: What is a cleat? | model: A fitting to belay a rope.',
      "user: Where is the ship's bell? | model: By the mast.",
      'user: Is it loud? | model: Very.',
    ]);
  });
});

describeShared('cases/16-json-object-cell', (files) => {
  it('finds the messages in the cell', () => {
    expect(spoken(rowsOf(files, 'input.csv'))).toEqual([
      'user: Hello | model: Ahoy.',
      'user: Port or starboard, "left"? | model: Port.',
    ]);
  });
});

describeShared('cases/38-bedrock-converse', (files) => {
  it('keeps the system prompt', () => {
    const rows = rowsOf(files, 'input.jsonl');
    expect(contextOf(rows).format).toBe('openai-chat');
    expect(spoken(rows)).toEqual([
      'system: You are the ship’s cook. | user: What is for lunch? | model: Pea soup.',
      'system: You are the ship’s cook. | user: And for  + dinner? | model: Fish. | user: Dessert? | model: Rhubarb.',
    ]);
    expect(exported(rows, 'gemini-api')[0]).toEqual([
      { text_input: 'You are the ship’s cook.\n\nWhat is for lunch?', output: 'Pea soup.' },
    ]);
  });
});

describeShared('cases/39-reasoning-null-tools', (files) => {
  it('keeps the reasoning in the text', () => {
    expect(spoken(rowsOf(files, 'input.jsonl'))).toEqual([
      'user: Which light is seen at night on the left side? | model: <think>\nPort is left; port light is red.\n</think>\n\nRed.',
      'system: Be brief. | user: And right? | model: <think>\nStarboard is green.\n</think>\n\nGreen.',
      'user: And astern? | model: White.',
    ]);
  });
});

describeShared('cases/40-weights', (files) => {
  it('teaches nothing of weight 0 without a word', () => {
    const rows = rowsOf(files, 'input.jsonl');
    expect(spoken(rows)[2]).toBe('left out: every answer has the weight 0: there is nothing to learn');
    expect(tuned(rows)[0]).toBe('0 weight-lost: turn 2 has the weight 0');
  });
});

describeShared('cases/41-mixed-types', (files) => {
  it('reads numbers as texts and refuses the rest by name', () => {
    const said = spoken(rowsOf(files, 'input.jsonl'));
    expect(said).toEqual([
      'user: How many masts has a ketch? | model: 2',
      'left out: Alpaca: output is a list, not a text',
      'user: Is a yawl a boat? | model: true',
      'user: Name a rope. | model: Sheet.',
      'left out: Alpaca: output is null, not a text',
      'left out: Alpaca: output is an object, not a text',
      'user: Name a spar. | model: Gaff.',
    ]);
  });
});

describeShared('cases/44-promptfoo-table', (files) => {
  it('learns what passed', () => {
    const rows = rowsOf(files, 'input.csv');
    expect(contextOf(rows).format).toBe('promptfoo');
    expect(spoken(rows)).toEqual([
      'user: Answer as a sailor: What is a buoy? | model: A mark, matey.',
      'user: Answer as a sailor: What is a cleat? | model: Ye tie ropes to it.',
    ]);
    expect(exported(rows, 'trl-preference')[0]).toEqual([
      expect.objectContaining({ rejected: [{ role: 'assistant', content: 'A floating thing.' }] }),
    ]);
  });
});

describeShared('cases/46-langsmith', (files) => {
  it('is three conversations', () => {
    const rows = rowsOf(files, 'input.jsonl');
    expect(contextOf(rows).format).toBe('asked-and-answered');
    expect(spoken(rows)).toEqual([
      'user: Where is the galley? | model: Below deck.',
      'system: Be kind. | user: Where is my bunk? | model: Port side, dear.',
      'user: Where is the bell? | model: By the mast.',
    ]);
  });
});

describeShared('cases/59-rlhf-candidates', (files) => {
  it('prefers what was chosen', () => {
    const rows = rowsOf(files, 'input.jsonl');
    expect(contextOf(rows).format).toBe('rlhf-candidates');
    const made = exported(rows, 'agent-platform-preference').flat();
    const better = made.map((row) => {
      // What was written is of this format.
      const { completions } = row as unknown as {
        completions: { score: number; completion: { parts: { text: string }[] } }[];
      };
      return completions.find(({ score }) => score === 1)?.completion.parts[0]?.text;
    });
    expect(better).toEqual(['A cloud that lies on the water.', 'Water blown from waves.']);
  });
});

describeShared('cases/60-images', (files) => {
  it('holds the bytes of images as Gemini has them, and says where one can’t come along', () => {
    const rows = rowsOf(files, 'input.jsonl');
    const said = spoken(rows);
    for (const at of [0, 1, 3]) expect(said[at]).toContain('{"inlineData":{"mimeType":"image/png","data":"iVBOR');
    expect(said[2]).toBe('left out: media is at "https://flags.example/u.png", not in a bucket (gs://)');
    expect(tuned(rows).map((words) => words.split(':')[0])).toEqual([
      '0 inline-media',
      '1 inline-media',
      '2 not-an-example',
      '3 inline-media',
    ]);
  });
});

describeShared('cases/61-llava-images', (files) => {
  it('trains on no question about a picture without it', () => {
    expect(spoken(rowsOf(files, 'input.jsonl'))).toEqual([
      'left out: media is at "img/1.jpg", not in a bucket (gs://)',
      'left out: media is at "img/2.jpg", not in a bucket (gs://)',
      'user: No picture: what is a sloop? | model: One mast, two sails.',
    ]);
  });
});

describeShared('cases/65-self-instruct', (files) => {
  it('is an example for each instance', () => {
    expect(spoken(rowsOf(files, 'input.jsonl'))).toEqual([
      'user: What are the main duties on watch? | model: Look out, steer, log.',
      'user: Is the weather good?\nSun, light wind | model: yes // user: Is the weather good?\nStorm | model: no',
    ]);
  });
});

describeShared('cases/66-system-beside-messages', (files) => {
  it('keeps each system prompt, and tools as calls and answers', () => {
    const said = spoken(rowsOf(files, 'input.jsonl'));
    expect(said[0]).toBe('system: You know knots. | user: Bowline? | model: A loop.');
    expect(said[1]).toBe(
      [
        'system: You know tides. | user: Tide?',
        'model: Let me look. + {"functionCall":{"name":"tide_at","args":{"port":"Cove"}}}',
        'user: {"functionResponse":{"name":"tide_at","response":{"result":"2.2 m"}}} | model: 2.2 m.',
      ].join(' | '),
    );
    expect(said[2]).toBe('system: You know sails. | user: Jib? | model: A sail before the mast.');
  });
});

describeShared('cases/68-openai-evals', (files) => {
  it('is messages and the first ideal answer', () => {
    expect(spoken(rowsOf(files, 'input.jsonl'))).toEqual([
      'system: Answer with one word. | user: Opposite of lee? | model: Windward',
      'user: Front of a boat? | model: Bow',
    ]);
  });
});

describeShared('cases/70-langfuse-table', (files) => {
  it('is conversations of 2, 2 and 4 turns', () => {
    expect(spoken(rowsOf(files, 'input.csv'))).toEqual([
      'system: Be kind. | user: Where is the galley? | model: Below deck, "aft".',
      'user: Where is the bell? | model: By the mast.',
      'user: Where is my bunk? | model: Port. | user: Sure? | model: Yes.',
    ]);
  });
});

describeShared('cases/72-gemini-wrong-shapes', (files) => {
  it('is mended in every usual place, or left out in words', () => {
    expect(spoken(rowsOf(files, 'input.jsonl'))).toEqual([
      'user: Port? | model: Left.',
      'user: Starboard? | model: Right.',
      'user: Aft? | model: Behind.',
      'user: Fore? | model: Ahead.',
      'system: Be brief. | user: Lee? | model: Down wind.',
      'user: Luff?\n\nQuick! | model: Front edge.',
      'user: Leech? | model: Back edge.',
      'user: Foot? | model: Lower edge.',
      'system: Be brief. | user: Clew? | model: A corner.',
      'left out: the answer is empty',
    ]);
  });
});

describeShared('cases/74-numeric-answers', (files) => {
  it('asks four different things', () => {
    const said = spoken(rowsOf(files, 'input.jsonl'));
    expect(new Set(said).size).toBe(4);
    expect(said[0]).toBe('user: Rate the weather from 1 to 5.\nGale, hail | model: 1');
  });
});

describeShared('cases/minimal', (files) => {
  it.each<[string, readonly string[]]>([
    ['k2.jsonl', ['system: Be brief. | user: a | model: b']],
    ['k3.jsonl', ['user: Rate.\nGale | model: 1', 'user: Rate.\nSun | model: 5']],
    ['k4.jsonl', ['user: a | model: b', 'system: Be brief. | user: a | model: b', 'left out: the answer is empty']],
    ['k7.jsonl', ['user: a | model: b']],
    ['k8.jsonl', ['left out: media is at "1.jpg", not in a bucket (gs://)']],
    ['k9.csv', ['user: a | model: b']],
    ['k10.jsonl', ['user: a | model: b']],
    ['k16.jsonl', Array<string>(2).fill('left out: a turn before the answer is empty')],
  ])('%s', (name, said) => {
    const rows = name === 'k10.jsonl' ? rowsOf(files, name) : rowsOf(files, name);
    expect(spoken(rows)).toEqual(said);
  });

  it('k15.jsonl: a call without arguments has none', () => {
    expect(spoken(rowsOf(files, 'k15.jsonl'))[0]).toContain('{"functionCall":{"name":"f","args":{}}}');
  });
});
