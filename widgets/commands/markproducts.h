#pragma once
#include "core/common/ids.h"
#include "models/projectsession.h"

#include <QUndoCommand>
#include <memory>
#include <vector>

namespace aisle {

/// Says of products that they are none (postage, fees, vouchers: never learnt from or listed) or that they are. Written
/// by a job; the catalogue's change is told once it is stored.
class MarkProducts : public QUndoCommand
{
public:
    MarkProducts(const SessionPointer &session, std::vector<ItemId> items, bool areProducts, const QString &text);
    void redo() override { write(m_areProducts); }
    void undo() override { write(!m_areProducts); }

private:
    void write(bool areProducts);
    std::weak_ptr<ProjectSession> m_session;
    std::vector<ItemId> m_items;
    bool m_areProducts;
};

} // namespace aisle
