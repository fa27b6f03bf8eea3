import type { Catalogue } from './catalogue.ts';
import { limits } from './limits.ts';
import { models } from './models.ts';
import { prices } from './prices.ts';

const REGIONS = { source: 'Google Cloud, Gemini Enterprise Agent Platform: supervised tuning', date: '2026-09-25' };

/** What was known when this program was made. Ask the service first; users may correct it with `withOverrides`. */
export const catalogue: Catalogue = {
  models,
  prices,
  limits,
  tuningRegions: { value: ['us-central1', 'europe-west4'], ...REGIONS },
  servingLocations: { value: ['us', 'eu'], ...REGIONS },
};
