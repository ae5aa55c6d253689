#!/usr/bin/env python3
"""Prints a YAML file of the shared vectors, which may hold several documents, as one JSON list, for the tests of this room."""
import json
import pathlib
import sys

import yaml

json.dump(list(yaml.safe_load_all(pathlib.Path(sys.argv[1]).read_bytes())), sys.stdout)
