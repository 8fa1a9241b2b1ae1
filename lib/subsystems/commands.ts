export { recordFigures } from "./figures/record";
export { addMeasure, addSubsystem, changeMeasure, changeSubsystem } from "./registry/keep";
