import type { ServicePrograms } from '../service.ts';

/** The key is in the environment. */
export const keyPrograms: ServicePrograms = {
  usesGcloud: false,
  curl: {
    before: ['# Set GEMINI_API_KEY first.', ': "${GEMINI_API_KEY:?}"'],
    header: '"x-goog-api-key: $GEMINI_API_KEY"',
  },
  python: {
    before: [
      '# pip install requests',
      '# requests, not google-genai: the SDK drops the training examples of a Gemini API job without a word.',
    ],
    header: '"x-goog-api-key": os.environ["GEMINI_API_KEY"]',
    secret: ['return {"x-goog-api-key": os.environ["GEMINI_API_KEY"]}'],
    sdkCall: () => null,
  },
  javascript: {
    before: ['const key = process.env.GEMINI_API_KEY;', "if (!key) throw new Error('Set GEMINI_API_KEY first.');"],
    header: "'x-goog-api-key': key",
    wholeHeader: "'x-goog-api-key': process.env.GEMINI_API_KEY",
    secret: ["return { 'x-goog-api-key': process.env.GEMINI_API_KEY };"],
  },
};
