export { decoderHere } from "./decoding/program";
export { readCameraStory } from "./history/story";
export { readersNow, readLivePart, readPlaylist, stopReaders } from "./live/watch";
export { askCamera } from "./onvif/ask";
export {
  isCameraThere,
  listCameraGroups,
  listCameras,
  readCameraPicture,
  readCameraRegistry,
  readCameraSettings,
} from "./registry/read";
export { cameraSheetRows, exportedFields, previewCameraSheet } from "./sheet/import";
export { readCameraWall } from "./wall/read";
export { endWallStreams, streamWall, wallStreamsNow } from "./wall/stream";
