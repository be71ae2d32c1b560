import { describeContract } from './contract.ts';
import { createSlackDriver } from './slack-driver.ts';
import { createWebDriver } from './web-driver.ts';

describeContract('the playground', createWebDriver);
describeContract('Slack', createSlackDriver);
