#include "core/recommend/registry.h"
