/** How many live lines there may be, and how long one is held. */
export interface LiveLimits {
  /** Open at once from one network address; a whole office, or a provider's customers, may share one. */
  readonly perAddress: number
  /** By one person, or by one guest's device. */
  readonly perPerson: number
  /** In one city, on one host. */
  readonly perCity: number
  /** Bytes of one event; and so much is held at most for a reader who does not read. */
  readonly eventBytes: number
  /** A reader who has not taken what was sent to them for so long is cut off. */
  readonly stalledMs: number
  /** Then the line ends, and whoever still looks opens another. */
  readonly lifeMs: number
  /** Between two signs of life, without which proxies close a silent line. */
  readonly beatMs: number
}

export const defaultLiveLimits: LiveLimits = {
  perAddress: 300,
  perPerson: 24,
  perCity: 5_000,
  eventBytes: 256_000,
  stalledMs: 30_000,
  lifeMs: 3_600_000,
  beatMs: 12_000,
}

/** Whoever is refused a line may ask again after so long. */
export const retryAfterSeconds = 30
