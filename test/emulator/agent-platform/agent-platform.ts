import type { Call, Reply } from '../call.ts';
import { checkBearer } from '../credentials.ts';
import { dispatch } from '../route.ts';
import { ANSWER_ROUTES } from './agent-answers.ts';
import { AGENT_MODEL_ROUTES } from './agent-models.ts';
import { TENSORBOARD_ROUTES } from './tensorboards.ts';
import { JOB_ROUTES } from './tuning-jobs.ts';

const ROUTES = [...JOB_ROUTES, ...ANSWER_ROUTES, ...AGENT_MODEL_ROUTES, ...TENSORBOARD_ROUTES];

/** Every host of aiplatform.googleapis.com. */
export function agentPlatform(call: Call): Reply {
  const method = call.path.includes('/tuningJobs') ? 'GenAiTuningService' : 'PredictionService';
  checkBearer(call, `google.cloud.aiplatform.v1.${method}`);
  return dispatch(ROUTES, call);
}
