#include "widgets/shell/selectionkeeper.h"
#include "core/common/lookup/mapped.h"
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "widgets/text/runtext.h"

#include <algorithm>

namespace aisle {

namespace {

template <class Id>
bool isIn(const std::vector<Id> &known, Id id)
{
    return std::binary_search(known.begin(), known.end(), id);
}

template <class Id>
void keepKnown(IdSet<Id> &set, const std::vector<Id> &known)
{
    if (set.isEmpty())
        return;
    std::vector<Id> kept;
    std::copy_if(set.ids->begin(), set.ids->end(), std::back_inserter(kept), [&](Id id) { return isIn(known, id); });
    if (kept.empty())
        set = {};
    else if (kept.size() < set.size())
        set.ids = std::make_shared<const std::vector<Id>>(std::move(kept));
}

template <class Id, class Pairs>
std::vector<Id> idsOf(const Pairs &pairs)
{
    return mapped<std::vector<Id>>(pairs, [](const auto &pair) { return pair.first; });
}

} // namespace

void SelectionKeeper::setSession(const SessionPointer &session)
{
    m_naming.letGo();
    m_labelling.letGo();
    m_checking.letGo();
    if (m_session) {
        disconnect(m_session.get(), nullptr, this, nullptr);
        disconnect(&m_session->selection(), nullptr, this, nullptr);
    }
    m_session = session;
    if (!m_session)
        return;
    connect(&m_session->selection(), &Selection::productChanged, this, &SelectionKeeper::nameProduct);
    connect(m_session.get(), &ProjectSession::eventsChanged, this, &SelectionKeeper::findGone);
    connect(m_session.get(), &ProjectSession::catalogueChanged, this, [this] {
        if (const auto &product = m_session->selection().state().product)
            readTitle(product->id);
    });
}

void SelectionKeeper::nameProduct()
{
    const auto &product = m_session->selection().state().product;
    if (product && product->title.isEmpty())
        readTitle(product->id);
}

void SelectionKeeper::readTitle(ItemId product)
{
    m_session->query<QString>(
        m_naming,
        [product](const Project &project, JobContext &) {
            const auto record = Catalogue(project).item(product);
            return record ? record->title : QString();
        },
        [this, product](Outcome<QString> outcome) {
            if (const auto *title = std::get_if<QString>(&outcome))
                m_session->selection().nameProduct(product, *title);
        });
}

void SelectionKeeper::labelRuns()
{
    if (!m_session)
        return;
    m_session->query<std::vector<RunRef>>(
        m_labelling,
        [compared = m_session->selection().state().runs](const Project &project, JobContext &) {
            std::vector<RunRef> labelled;
            for (const auto &run : compared) {
                if (const auto record = run ? RunStore(project).find(run->id) : std::nullopt)
                    labelled.push_back({run->id, runLabel(*record)});
            }
            return labelled;
        },
        [this](Outcome<std::vector<RunRef>> outcome) {
            if (const auto *labelled = std::get_if<std::vector<RunRef>>(&outcome)) {
                for (const auto &run : *labelled)
                    m_session->selection().renameRun(run.id, run.label);
            }
        });
}

void SelectionKeeper::findGone()
{
    m_session->query<Known>(
        m_checking,
        [](const Project &project, JobContext &) {
            const Catalogue catalogue(project);
            return Known{idsOf<UserId>(catalogue.userKeys()), idsOf<ItemId>(catalogue.itemKeys())};
        },
        [this](Outcome<Known> outcome) {
            if (const auto *known = std::get_if<Known>(&outcome))
                dropAllBut(*known);
        });
}

void SelectionKeeper::dropAllBut(const Known &known)
{
    m_session->selection().amend([&](SelectionState &state) {
        if (state.shopper && !isIn(known.shoppers, state.shopper->id))
            state.shopper.reset();
        if (state.product && !isIn(known.products, state.product->id))
            state.product.reset();
        keepKnown(state.shoppers, known.shoppers);
        keepKnown(state.products, known.products);
    });
}

} // namespace aisle
