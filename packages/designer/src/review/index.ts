/** The review of a version, and the comparison of any two: what differs, in words and on the diagram, and who says what of it. */
export { ReviewScreen } from './review-screen.tsx';
