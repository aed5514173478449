/** The only source of "now": tests and the demonstration set it. */
export abstract class Clock {
  abstract now(): Date
}
