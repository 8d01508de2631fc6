"""From an article to what stands in it. The only folder that imports spaCy and ONNX Runtime."""
