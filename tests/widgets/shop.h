#pragma once
#include "core/storage/project.h"

#include <memory>

class QString;

namespace aisle::test {

/// A small shop written straight into a project: shoppers have a taste (one of five groups of products), look before
/// they buy and buy some things again. The same on every machine.
std::unique_ptr<Project> makeShop(const QString &path, int shoppers = 300, int products = 60);

} // namespace aisle::test
