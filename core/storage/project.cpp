#include "core/storage/project.h"
