/** By what a model is made. */
export type TuningMethod = 'sft' | 'preference' | 'reinforcement' | 'few-shot';
