import { addToGoogle, addToOutlook } from '../../calendar/add-links.ts';
import { shortDayWords } from '../../calendar/words.ts';
import { meetingFileUrl } from '../../marked-links.ts';
import type { Link, Text } from '../../reply.ts';
import type { Invitee, Planned } from '../../schedule.ts';
import type { CardSurroundings } from './planned-card.ts';

/**
 * How the meeting gets into somebody's own calendar. Outlook takes no series: its links say which one they are for. `viewer`: whose card it
 * is; the file is theirs alone, so that nobody else has it.
 */
export function calendarLinks(
  planned: Planned,
  viewer: Pick<Invitee, 'id'> | undefined,
  { say, publicUrl, now, secrets, shown }: CardSurroundings,
): Text {
  const { office, live, only } = addToOutlook(planned, { publicUrl, now, shown });
  const outlook = (link: string, name: string): Link => ({
    link,
    label: only ? say.addsOnly(name, shortDayWords(planned, only)) : name,
  });
  const links: readonly Link[] = [
    { link: addToGoogle(planned, { publicUrl }), label: 'Google' },
    outlook(office, 'Outlook (work)'),
    outlook(live, 'Outlook.com'),
    ...(viewer
      ? [
          {
            link: meetingFileUrl(publicUrl, secrets, viewer.id),
            label: planned.recurrence ? say.seriesFile : say.meetingFile,
          },
        ]
      : []),
  ];
  return links.flatMap((link, index) => (index === 0 ? [link] : [' · ', link]));
}
