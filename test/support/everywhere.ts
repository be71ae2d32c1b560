import { createSlackDriver } from '../contract/slack-driver.ts';
import { createTeamsDriver } from '../contract/teams-driver.ts';
import { createWebDriver } from '../contract/web-driver.ts';

/** All platforms, for stories that have to be the same on each. */
export const everywhere = [
  ['Slack', createSlackDriver],
  ['Teams', createTeamsDriver],
  ['the playground', createWebDriver],
] as const;
