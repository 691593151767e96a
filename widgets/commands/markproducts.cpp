#include "widgets/commands/markproducts.h"
#include "core/storage/catalogue.h"

namespace aisle {

MarkProducts::MarkProducts(const SessionPointer &session, std::vector<ItemId> items, bool areProducts,
                           const QString &text)
    : QUndoCommand(text), m_session(session), m_items(std::move(items)), m_areProducts(areProducts)
{
}

void MarkProducts::write(bool areProducts)
{
    const auto session = m_session.lock();
    if (!session)
        return;
    session->jobs().start<int>(
        {.title = text(), .lane = JobLane::Writing},
        [project = session->project(), items = m_items, areProducts](JobContext &job) {
            const auto own = project->another(&job);
            Catalogue(*own).setIsProduct(items, areProducts);
            return 0;
        },
        session.get(),
        [session = session.get()](Outcome<int> outcome) {
            if (std::holds_alternative<int>(outcome))
                session->noteCatalogueChanged();
        });
}

} // namespace aisle
