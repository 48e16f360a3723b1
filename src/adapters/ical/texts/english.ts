/** What can be wrong with a calendar that is to become a roster, in English. The codes of this list are those there are. */
export const english = {
  texts: {
    notCalendar: 'this is no iCalendar file: {detail}',
    tooLarge: 'this is larger than {most} bytes',
    tooManyEvents: '{events} events: more than {most} are not read',
    edited:
      'its events were changed, but not the roster that it carries: change the roster, or take the line X-HOTLINE-ROSTER out to import the events as they are',
    noPerson: '{value} names nobody of this roster',
    noTime: 'has no beginning, or no end after it',
    otherZone: 'is told in the clock of {zone}, which is not always as far from ours: write it in ours',
    unknownZone: 'is told in the clock of {zone}, which is no zone that is known here',
    endless: 'repeats by {rule}: only what repeats daily or weekly may go on without an end',
    tooOften: 'repeats more than {most} times by {rule}: write it as daily or weekly',
    noSeries: 'is another time of an event that is not there',
  },
  words: {},
} as const
