import { pairFormat } from '../parts/pair/pair.ts';

/** The three names as translated sets have them. */
const INSTRUCTIONS = [
  ...[
    '指令',
    '指示',
    '지시',
    '지시사항',
    '명령어',
    'инструкция',
    'instrucción',
    'instruccion',
    'instrução',
    'instrucao',
  ],
  ...['Anweisung', 'anweisung', 'istruzione', 'consigne', 'talimat', 'instruksi', 'निर्देश', 'تعليمات'],
];
const INPUTS = [
  ...['输入', '輸入', '入力', '입력', 'ввод', 'вход', 'entrada', 'Eingabe', 'eingabe', 'entrée', 'girdi', 'masukan'],
  ...['इनपुट', 'مدخل'],
];
const OUTPUTS = [
  ...['输出', '輸出', '出力', '출력', 'вывод', 'выход', 'ответ', 'salida', 'saída', 'saida', 'Ausgabe', 'ausgabe'],
  ...['sortie', 'çıktı', 'keluaran', 'आउटपुट', 'مخرج'],
];

export default pairFormat({
  id: 'alpaca',
  title: 'Alpaca',
  summary: 'Stanford Alpaca and LLaMA-Factory: `instruction`, `input` where there is more, and `output`.',
  order: 210,
  inputs: ['instruction', 'Instruction', ...INSTRUCTIONS],
  outputs: ['output', 'Output', ...OUTPUTS],
  systems: ['system'],
  side: { names: ['input', 'Input', ...INPUTS], role: 'input', place: 'after', between: '\n', fresh: 'empty' },
  history: true,
  samples: [
    { instruction: 'Name a gem that is green.', input: '', output: 'Emerald.' },
    { instruction: 'Translate into French.', input: 'a rough stone', output: 'une pierre brute' },
    {
      system: 'You are a jeweller.',
      history: [['What is a facet?', 'A flat face of a cut stone.']],
      instruction: 'And what is the largest one called?',
      input: null,
      output: 'The table.',
      category: 'gems',
    },
    { instruction: 'Rate the stone from 1 to 5.', input: 'A clear ruby', output: 5 },
    { 指令: 'Translate into French.', 输入: 'a rough stone', 输出: 'une pierre brute' },
  ],
});
