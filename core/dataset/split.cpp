#include "core/dataset/split.h"
