import type { Text } from '../../reply.ts';
import { counted, type Typed } from './words.ts';

/** About browsers that are recognised. */
export const browsers = (typed: Typed) => ({
  title: 'Go into meetings as yourself',
  text: [
    'Open this in the browser in which you meet, and show once that it is yours: from then on the links of meetings lead you in under your own name, as host where you are it.',
  ] as Text,
  open: 'Recognise my browser',
  forgotten: (count: number): Text =>
    count === 0
      ? ['No browser of yours is recognised. To have one recognised: ', typed('browser'), '.']
      : [`Done: ${counted(count, 'browser')} of yours ${count === 1 ? 'is' : 'are'} not recognised any more.`],
});
