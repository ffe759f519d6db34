// What pages and the worker say to each other.

/** What a page asks for; `list` is the address of offline.json in its language. "save" without languages means all, `again` those that are kept too. */
export type Order = { order: 'ask' | 'save' | 'stop' | 'forget'; list: string; languages?: string[] | null; again?: boolean };
/** What every open page hears: which languages are kept and which of them are up to date, whether the work goes on, what ended it. */
export type News = { place: string; kept: string[]; done: string[]; wanted: string[] | null; isBusy: boolean; percent: number; problem: Problem | null };
export type Problem = 'network' | 'server' | 'full';
