import { describeContract } from './contract.ts';
import { createSlackDriver } from './slack-driver.ts';
import { createTeamsDriver } from './teams-driver.ts';
import { createWebDriver } from './web-driver.ts';

describeContract('the playground', createWebDriver);
describeContract('Slack', createSlackDriver);
describeContract('Teams', createTeamsDriver);
