#pragma once
#include "core/dataset/dataset.h"

#include <memory>
#include <string>
#include <vector>

namespace aisle::test {

/// One event of a log written by hand. Kinds count from 0.
struct HandEvent
{
    std::string user;
    std::string item;
    std::int64_t at = kNoTime;
    int kind = 0;
    StoredPart part = StoredPart::None;
    float value = std::numeric_limits<float>::quiet_NaN();
    std::uint32_t session = 0; ///< 0: none
};

struct HandKinds
{
    std::vector<EventKind> kinds{{1, "event", Meaning::Interaction, 1}};
    std::vector<bool> learnt{true};
    std::vector<bool> relevant{true};
};

/// A Dataset as load() would make it: users and items numbered in the order they first appear, each user's events by
/// time, moments together and then as written.
std::shared_ptr<const Dataset> handmadeDataset(const std::vector<HandEvent> &events, const HandKinds &kinds = {});

/// A log of 1,000 shoppers, 800 products and 40,000 ratings of 1 to 5 without repeats: a few products have most of
/// them, all shoppers are there all the time.
std::shared_ptr<const Dataset> madeFilms();

/// ml-100k/u.data; null where the test data is absent.
std::shared_ptr<const Dataset> movieLens();

} // namespace aisle::test
