#include "core/dataset/trainingset.h"
