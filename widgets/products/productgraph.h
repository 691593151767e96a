#pragma once
#include "core/features/relations/neighbourhood.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"
#include "widgets/products/graphcanvas.h"

#include <QWidget>
#include <optional>
#include <vector>

class QScrollArea;

namespace aisle {

class EmptyState;

/// What the knowledge graph says of the chosen product, as a drawing: the product in the middle, each relation an edge
/// with its name, its neighbours beside it. The same graph is always drawn the same way. A product among the neighbours
/// is chosen by a click, a value selects the products that have it too.
class ProductGraph : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ProductGraph(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    void showLoading(const ProductRef &product);
    void showNeighbourhood(const GraphNeighbourhood &found);
    void showFailure(const Error &error);

Q_SIGNALS:
    void productChosen(const aisle::ProductRef &product);
    void productsSelected(const std::vector<aisle::ItemId> &products);
    void graphRequested(); ///< there is none, or the product is not in it: go and build one

private:
    void retranslate() override;
    void fill();
    void draw();
    GraphCanvas::Node nodeOf(const GraphNeighbour &neighbour, const QString &relation);

    SessionPointer m_session;
    std::optional<ProductRef> m_product;
    std::optional<GraphNeighbourhood> m_found;
    std::optional<Error> m_failure;
    std::vector<std::size_t> m_wide; ///< groups that show all they have
    EmptyState *m_state;
    QScrollArea *m_area;
    GraphCanvas *m_canvas;
};

} // namespace aisle
