/**
 * Which part of α the test has that is the k-th to begin (from 1) of any number that join one after the other: a half, a
 * sixth, a twelfth … of it. Together they never reach α, so that the chance of any false alarm among all of them stays below
 * it, whatever they have in common and whenever they end.
 *
 * Source: a fixed spending sequence, by Bonferroni's inequality (Foster, Stine, J. R. Stat. Soc. B 70, 2008; Tian, Ramdas,
 * Stat. Methods Med. Res. 30, 2021); 1 / k(k + 1), since its parts add up to 1 and the later ones stay of use.
 */
export const partOfAlpha = (alpha: number, place: number): number => alpha / (place * (place + 1));
