#include "widgets/products/productgraph.h"

#include "widgets/common/emptystate.h"
#include "widgets/common/theme.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kShown = 5; ///< of a relation, until all are asked for

/// "brand:Acme" beside "brand" says it twice.
QString valueText(const QString &name, const QString &relation)
{
    const auto colon = name.indexOf(u':');
    const auto kind = name.left(colon);
    return colon > 0 && (kind == relation || kind == QLatin1String("words")) ? name.mid(colon + 1) : name;
}

} // namespace

ProductGraph::ProductGraph(QWidget *parent)
    : Retranslated(parent), m_state(new EmptyState(this)), m_area(new QScrollArea(this)), m_canvas(new GraphCanvas)
{
    m_area->setObjectName(QStringLiteral("product-graph"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus); // its nodes have it
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_area->setWidget(m_canvas);
    m_area->viewport()->setAutoFillBackground(false); // the card's own shows
    m_canvas->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kSpaceBetween, 0, 0);
    auto *card = new QFrame(this);
    showAsCard(card);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_state);
    inside->addWidget(m_area);
    layout->addWidget(card);
    connect(m_state, &EmptyState::triggered, this, &ProductGraph::graphRequested);
    retranslate();
}

void ProductGraph::setSession(SessionPointer session)
{
    m_session = std::move(session);
    m_product.reset();
    m_found.reset();
    m_failure.reset();
    m_wide.clear();
    fill();
    if (m_session)
        connect(m_session.get(), &ProjectSession::keysChanged, this, &ProductGraph::fill);
}

void ProductGraph::showLoading(const ProductRef &product)
{
    if (m_product == product)
        return;
    if (!m_product || m_product->id != product.id) { // else it was named since
        m_found.reset();
        m_failure.reset();
        m_wide.clear();
    }
    m_product = product;
    fill();
}

void ProductGraph::showNeighbourhood(const GraphNeighbourhood &found)
{
    m_found = found;
    m_failure.reset();
    fill();
}

void ProductGraph::showFailure(const Error &error)
{
    m_found.reset();
    m_failure = error;
    fill();
}

void ProductGraph::fill()
{
    const bool any = m_product && m_found && !m_found->groups.empty();
    m_area->setVisible(any);
    m_state->setVisible(!any);
    if (any)
        return draw();
    if (m_failure)
        return m_state->say(QStringLiteral("warning"), errorText(*m_failure));
    if (!m_product || !m_found)
        return m_state->say(QStringLiteral("clock"), tr("Reading the graph..."));
    if (!m_found->hasGraph)
        return m_state->say(QStringLiteral("link"),
                            tr("There is no knowledge graph yet: it says what products have in common."),
                            tr("Open the graph"));
    m_state->say(QStringLiteral("info"),
                 m_found->isKnown ? tr("No triple of the graph has this product.")
                                  : tr("The graph has nothing about this product."),
                 tr("Open the graph"));
}

GraphCanvas::Node ProductGraph::nodeOf(const GraphNeighbour &neighbour, const QString &relation)
{
    const auto &keys = m_session->keys();
    const auto &shown = neighbour.shown;
    GraphCanvas::Node node{.text = shown.subject.isNull()                            ? valueText(shown.name, relation)
                                   : shown.subject == u'i' && !shown.title.isEmpty() ? shown.title
                                                                                     : shown.text(keys)};
    node.tip = shown.subject.isNull() ? shown.name : node.text + u'\n' + shown.nameText(keys);
    if (neighbour.item) {
        node.kind = GraphNode::Kind::Product;
        node.tip += u'\n' + tr("Click: choose this product");
        node.act = [this, ref = ProductRef{*neighbour.item, shown.key, shown.title}] { Q_EMIT productChosen(ref); };
    } else if (neighbour.productCount > 0) {
        node.note = formatShortCount(neighbour.productCount + 1);
        node.tip += u'\n' + Error::fill(tr("Click: select the %1 [product|products] that [%1:has|have] it"),
                                        {formatCount(static_cast<std::int64_t>(neighbour.products.size()) + 1)});
        node.act = [this, products = neighbour.products] {
            auto all = products;
            all.push_back(m_product->id);
            std::ranges::sort(all);
            Q_EMIT productsSelected(all);
        };
    }
    return node;
}

void ProductGraph::draw()
{
    std::vector<GraphCanvas::Group> groups;
    for (std::size_t g = 0; g < m_found->groups.size(); ++g) {
        const auto &group = m_found->groups[g];
        const bool isWide = std::ranges::find(m_wide, g) != m_wide.end();
        const auto limit = isWide || group.neighbours.size() <= kShown + 1 ? group.neighbours.size() : kShown;
        GraphCanvas::Group drawn{.relation = group.isForward ? group.relation : QStringLiteral("← ") + group.relation,
                                 .isForward = group.isForward,
                                 .nodes = {}};
        for (std::size_t n = 0; n < limit; ++n)
            drawn.nodes.push_back(nodeOf(group.neighbours[n], group.relation));
        if (const auto more = group.count - static_cast<std::int64_t>(limit); more > 0) {
            GraphCanvas::Node node{.kind = GraphNode::Kind::More, .text = tr("%1 more").arg(formatCount(more))};
            if (limit < group.neighbours.size())
                node.act = [this, g] {
                    m_wide.push_back(g);
                    fill();
                };
            else
                node.tip = tr("The table of triples has all of them");
            drawn.nodes.push_back(node);
        }
        groups.push_back(std::move(drawn));
    }
    const auto name = m_product->title.isEmpty() ? m_session->keys().product(m_product->key) : m_product->title;
    m_canvas->setGraph({.kind = GraphNode::Kind::Centre, .text = name, .tip = name}, groups);
    for (auto *part : {static_cast<QWidget *>(this), m_area->parentWidget()}) // at once: nothing is drawn twice
        part->layout()->activate();
}

void ProductGraph::retranslate()
{
    m_canvas->setAccessibleName(tr("The product in the knowledge graph"));
    if (m_session)
        fill();
}

} // namespace aisle
