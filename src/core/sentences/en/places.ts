/** What people are told who are where Meetwire cannot work for them. */
export const places = {
  slackNotInstalled: (installUrl: string | undefined) =>
    installUrl
      ? `Meetwire is not installed in this workspace, so nothing was done. Add it here: ${installUrl}`
      : 'Meetwire is not installed in this workspace, so nothing was done. Ask whoever manages your Slack apps to add it.',
  slackForeign: (workspaceName: string, installUrl: string | undefined) =>
    [
      `Here Meetwire works for members of ${workspaceName}. Ask one of them to start the meeting and to share its link with you`,
      installUrl ? `, or add Meetwire to your own Slack: ${installUrl}` : '.',
    ].join(''),
};
