// Ids come from our own code and from Asterisk, yet a stray slash must not change which thing a request means.
const part = encodeURIComponent

export const channelPath = (leg: string): string => `/channels/${part(leg)}`
export const bridgePath = (bridge: string): string => `/bridges/${part(bridge)}`
export const playbackPath = (playback: string): string => `/playbacks/${part(playback)}`
export const liveRecordingPath = (recording: string): string => `/recordings/live/${part(recording)}`
export const storedRecordingPath = (recording: string): string => `/recordings/stored/${part(recording)}`
