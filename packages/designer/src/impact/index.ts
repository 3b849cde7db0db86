/** What a version, or a draft, would mean for the cases that run and for those that start. */
export { Impact, type ImpactOf } from './impact.tsx';
