import type { Metadata } from 'sharp'
import { maxPixels, maxSide, maxWholePixels } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'

type Header = Pick<Metadata, 'format' | 'width' | 'height'> & Partial<Pick<Metadata, 'isProgressive' | 'orientation'>>

/** What the header says is believed before anything is unfolded: a kilobyte may claim gigabytes. */
export function checkHeader({ format, width, height, isProgressive = false, orientation = 1 }: Header): void {
  if (Math.max(width, height) > maxSide) throw fileProblems.tooLong()
  const whole = format === 'webp' || format === 'heif' || isProgressive || (orientation > 1 && format !== 'jpeg')
  const most = whole ? maxWholePixels : maxPixels
  if (width * height > most) throw fileProblems.tooManyPixels(most)
}
