#pragma once
#include <QAbstractButton>
#include <QWidget>
#include <functional>
#include <vector>

namespace aisle {

/// An entity in the drawing: an elided text in a frame, the whole of it in the tooltip.
class GraphNode : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Kind { Centre, Product, Value, More };
    GraphNode(Kind kind, const QString &text, const QString &note, QWidget *parent);

    Kind kind() const { return m_kind; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
    QString m_text;
    QString m_note; ///< after the text, quietly: "12 more"
};

/// Draws a product and what stands around it: relations to the right and left in turn, each with its nodes one below
/// the other. Places follow from the groups, their order and the width alone. Arrow keys go from node to node.
class GraphCanvas : public QWidget
{
    Q_OBJECT
public:
    struct Node
    {
        GraphNode::Kind kind = GraphNode::Kind::Value;
        QString text;
        QString note{};
        QString tip{};
        std::function<void()> act{}; ///< none: it cannot be chosen
    };
    struct Group
    {
        QString relation;
        bool isForward = true;
        std::vector<Node> nodes;
    };

    explicit GraphCanvas(QWidget *parent = nullptr);

    void setGraph(const Node &centre, const std::vector<Group> &groups);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override; ///< the whole name of a relation
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Placed
    {
        QString relation;
        bool isForward = true;
        bool isRight = true;
        std::vector<GraphNode *> nodes;
        QRect label;
    };
    GraphNode *makeNode(const Node &node);
    int rowHeight() const;
    int groupHeight(const Placed &group) const;
    int sideHeight(bool right) const;
    void place();
    void placeSide(bool right, int left, int width);
    void go(GraphNode *from, int key);
    void makeReachable(GraphNode *node);

    GraphNode *m_centre = nullptr;
    std::vector<Placed> m_groups;
};

} // namespace aisle
