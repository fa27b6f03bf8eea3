import type { JsonObject } from '../json.ts';
import type { CatalogueModel } from '../models/catalogue.ts';
import type { CredentialState } from '../tuning/google-connection.ts';
import type { ServedModel, ServiceId } from '../tuning/model-ref.ts';
import type { TuningMethod } from '../tuning/tuning-method.ts';

/** What a service asks for, and what it is called in a sentence: "Give a key in Settings". */
export interface Credential {
  readonly held: 'geminiKey' | 'accessToken';
  readonly word: 'key' | 'token';
}

/** What a service can do, or does in its own way. Screens show by it what they show for one service and not for another. */
export interface Abilities {
  /** Names the models that a credential can ask and tune; of any other the catalogue is all that is known. */
  readonly nameModels: boolean;
  /** May tune a base model that its pages don't name: it is asked, with a warning. */
  readonly tuneUnlisted: boolean;
  /** Jobs run in a project and a region, and read their rows from a bucket; else the rows go inside of the request. */
  readonly useBucket: boolean;
  /** An attempt's id is taken once: a start that arrives twice makes one job. */
  readonly refuseTwins: boolean;
  /** A list of jobs has their losses too. */
  readonly listLosses: boolean;
  /** Tells the loss on rows that are held out while a job runs. */
  readonly tellValidation: boolean;
  /** Tuned models take a system instruction; else its words go before the prompt, as in training. */
  readonly instructTuned: boolean;
  /** Tuned models can be given to others. */
  readonly share: boolean;
  /** There is a tier without a price, on which Google may use what is sent. */
  readonly freeTier: boolean;
}

/** How often a young job is asked after. */
export interface Pace {
  /** For jobs of less than this age. */
  readonly until: number;
  /** Between two polls, chosen at random. */
  readonly least: number;
  readonly most: number;
}

/** What is typed above a list of jobs, as its service is asked, and what is left to be looked for here. */
export interface ListFilter {
  /** The service's own syntax; empty for all jobs. */
  readonly sent: string;
  /** Lower-case words, each of which must occur in a job that is shown. */
  readonly words: readonly string[];
}

/** A request as programs make it. */
export interface ProgramRequest {
  readonly method: string;
  readonly url: string;
  readonly body: JsonObject;
}

/** How programs that are copied prove who asks. Secrets are read when they run. */
export interface ServicePrograms {
  /** The secret is asked of gcloud; else it is in the environment. */
  readonly usesGcloud: boolean;
  readonly curl: {
    readonly before: readonly string[];
    /** As a word of the shell. */
    readonly header: string;
  };
  readonly python: {
    /** What to install, in comments, for a request without an SDK. */
    readonly before: readonly string[];
    /** A member of a dict. */
    readonly header: string;
    /** The body of a function that gives the headers. */
    readonly secret: readonly string[];
    /** A call of Google's SDK that starts a job; null where it can't say all of it. */
    readonly sdkCall: (request: ProgramRequest) => readonly string[] | null;
  };
  readonly javascript: {
    readonly before: readonly string[];
    /** A member of an object, with what `before` has read. */
    readonly header: string;
    /** The same by itself. */
    readonly wholeHeader: string;
    readonly secret: readonly string[];
  };
}

/** Where jobs run, and models that are in a project are asked. */
export interface ServicePlace {
  readonly project: string;
  readonly region: string;
}

/** Where a job runs, and how it learns where that is known: a service may serve one method elsewhere than another. */
export interface JobPlace extends ServicePlace {
  readonly method?: TuningMethod;
}

/** A model as its service describes it. */
export type ServiceModel = Omit<CatalogueModel, 'service'>;

/** A service that serves models, and may tune them: all that is known of it without asking it. */
export interface Service {
  /** Equal to the folder's name; records hold it, so it never changes. */
  readonly id: ServiceId;
  /** Where it is in lists. */
  readonly order: number;
  readonly title: string;
  /** Where there is little room. */
  readonly shortTitle: string;
  readonly credential: Credential;
  readonly can: Abilities;
  readonly models: readonly ServiceModel[];
  /** What the ids of its models begin with; '' where any may be its own. */
  readonly modelPrefix: string;
  /** Ranks that it takes for models that are not in the catalogue; empty where none is chosen. */
  readonly adapterSizes: readonly number[];
  /** How soon its jobs may be over; null where that takes a while. */
  readonly quickPolls: Pace | null;
  /** Sentences of its screens that are true of no other service. */
  readonly words: {
    /** What it offers who has no credential yet, and what that needs; null where it offers no tuning of its own. */
    readonly way: { readonly action: string; readonly needs: string } | null;
    /** Why the list of models is no more than a list. */
    readonly modelsFrom: string;
    readonly filterHelp: string;
    /** What to know before a tuned model is tuned on. */
    readonly goOnHelp: string;
    /** What is deleted with a model, within a sentence. */
    readonly deletedWith: string;
  };
  readonly programs: ServicePrograms;
  /** A base model of the catalogue, as it is asked. */
  modelRef(id: string, place: ServicePlace): ServedModel;
  /** A model's id in the catalogue, by the name under which it is asked. */
  catalogueId(name: string): string;
  isTuned(name: string): boolean;
  readFilter(typed: string): ListFilter;
  /** The page of Google's console that lists a project's jobs; null where there is none. */
  consoleOfJobs(project: string): string | null;
}

/** Whether what a service asks for is held. */
export function isHeld(
  { credential }: Pick<Service, 'credential'>,
  held: Pick<CredentialState, Credential['held']>,
): boolean {
  return held[credential.held];
}
